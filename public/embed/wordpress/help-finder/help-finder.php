<?php
/**
 * Plugin Name:       Information Box
 * Description:       A quiet box with information on your pages, as a block or a shortcode. It keeps nothing and counts nobody.
 * Version:           1.0.0
 * Requires at least: 6.3
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       help-finder
 * Domain Path:       /languages
 *
 * @package Help_Finder
 */

defined( 'ABSPATH' ) || exit;

/** The script that opens the box, below the address of the site that is shown. It was published and never changes. */
const HELP_FINDER_LOADER = 'embed/1.0.0/loader.js';

/** What that script must be: a browser refuses any other. */
const HELP_FINDER_INTEGRITY = 'sha384-gRxZBtD0TDyLOH+mJGvEj+zWwmcdXFV6oab0SoDgYMtkpX0/BIM91b4eS+5cywP2';

/** What may be said of a box; the element says the same in the same words. */
const HELP_FINDER_ATTRIBUTES = array( 'language', 'country', 'screen', 'needs', 'exit', 'exit-to', 'theme', 'shape', 'size', 'label', 'close-label' );

/** Where somebody goes who leaves the whole page, if the page does not say so. */
const HELP_FINDER_EXIT = 'https://www.un.org/';

require_once __DIR__ . '/settings.php';

add_action( 'init', 'help_finder_init' );
add_filter( 'script_loader_tag', 'help_finder_pin', 10, 2 );

/**
 * Says what the plugin brings.
 */
function help_finder_init() {
	load_plugin_textdomain( 'help-finder', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
	add_shortcode( 'help_finder', 'help_finder_shortcode' );
	$needs = array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' );
	wp_register_script( 'help-finder-block', plugins_url( 'block/block.js', __FILE__ ), $needs, '1.0.0', true );
	wp_set_script_translations( 'help-finder-block', 'help-finder' );
	register_block_type( __DIR__ . '/block', array( 'render_callback' => 'help_finder_block' ) );
}

/**
 * The box, for [help_finder language="es" country="US"].
 *
 * @param array|string $given What stands in the shortcode.
 * @return string HTML.
 */
function help_finder_shortcode( $given ) {
	$attributes = array();
	foreach ( (array) $given as $name => $value ) {
		$attributes[ str_replace( '_', '-', (string) $name ) ] = $value;
	}
	return help_finder_html( $attributes );
}

/**
 * The box, for the block. What an attribute is called is written otherwise in a block: exitTo for exit-to.
 *
 * @param array $given What was chosen in the editor.
 * @return string HTML.
 */
function help_finder_block( $given ) {
	$attributes = array();
	foreach ( $given as $name => $value ) {
		$attributes[ strtolower( preg_replace( '/[A-Z]/', '-$0', $name ) ) ] = $value;
	}
	return help_finder_html( $attributes );
}

/**
 * The element, and its script at the end of the page. Everything is escaped here.
 *
 * @param array $given What is said of this box.
 * @return string HTML; nothing before an address was set, but for those who can set it.
 */
function help_finder_html( $given ) {
	$site = help_finder_site();
	if ( '' === $site ) {
		$words = __( 'The information box needs the address of its site: Settings, Information box.', 'help-finder' );
		return current_user_can( 'manage_options' ) ? '<p>' . esc_html( $words ) . '</p>' : '';
	}
	$attributes = array();
	foreach ( HELP_FINDER_ATTRIBUTES as $name ) {
		if ( isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) && '' !== trim( (string) $given[ $name ] ) ) {
			$attributes[ $name ] = trim( (string) $given[ $name ] );
		}
	}
	// Always said: no page should go where its owner did not choose.
	$to = esc_url_raw( $attributes['exit-to'] ?? '', array( 'https' ) );

	$attributes['exit-to'] = '' === $to ? HELP_FINDER_EXIT : $to;

	$html = '<help-finder site="' . esc_url( $site ) . '"';
	foreach ( $attributes as $name => $value ) {
		$html .= ' ' . $name . '="' . esc_attr( $value ) . '"';
	}
	$label = $attributes['label'] ?? __( 'Information', 'help-finder' );
	$html .= '><a href="' . esc_url( $site ) . '">' . esc_html( $label ) . '</a></help-finder>';

	// It has no version to add: what is in its path never changes.
	$when = array(
		'strategy'  => 'async',
		'in_footer' => true,
	);
	wp_enqueue_script( 'help-finder-loader', $site . HELP_FINDER_LOADER, array(), null, $when ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	return $html;
}

/**
 * Pins the script to what was published.
 *
 * @param string $tag    The line as WordPress writes it.
 * @param string $handle Which script it is.
 * @return string The line.
 */
function help_finder_pin( $tag, $handle ) {
	if ( 'help-finder-loader' !== $handle ) {
		return $tag;
	}
	$pin = ' integrity="' . esc_attr( HELP_FINDER_INTEGRITY ) . '" crossorigin="anonymous" src=';
	return str_replace( ' src=', $pin, $tag );
}
