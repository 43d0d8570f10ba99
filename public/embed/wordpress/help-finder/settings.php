<?php
/**
 * The one setting: the address of the site that the box shows.
 *
 * @package Help_Finder
 */

defined( 'ABSPATH' ) || exit;

add_action( 'admin_init', 'help_finder_settings' );
add_action( 'admin_menu', 'help_finder_menu' );

/**
 * The address of the site, with a slash at its end, or nothing.
 *
 * @return string
 */
function help_finder_site() {
	$site = get_option( 'help_finder_site', '' );
	return is_string( $site ) ? $site : '';
}

/**
 * Only an address that others can neither read nor change on the way. What is none leaves the setting as it was.
 *
 * @param mixed $given What was typed.
 * @return string
 */
function help_finder_clean_site( $given ) {
	$given = is_string( $given ) ? trim( $given ) : '';
	if ( '' === $given ) {
		return '';
	}
	$site  = esc_url_raw( $given, array( 'https' ) );
	$parts = wp_parse_url( $site );
	if ( ! $parts || 'https' !== ( $parts['scheme'] ?? '' ) || empty( $parts['host'] ) || isset( $parts['user'] ) ) {
		$words = __( 'The address begins with https:// and is that of the help site, such as https://help.example.org/.', 'help-finder' );
		add_settings_error( 'help_finder_site', 'help_finder_site', $words );
		return help_finder_site();
	}
	$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
	$path = preg_replace( '#(embed/)?(index\.html)?$#', '', $parts['path'] ?? '' );
	return trailingslashit( 'https://' . $parts['host'] . $port . $path );
}

/**
 * Tells WordPress of the setting, and of the sentence for the privacy notice.
 */
function help_finder_settings() {
	$setting = array(
		'type'              => 'string',
		'sanitize_callback' => 'help_finder_clean_site',
		'default'           => '',
		'show_in_rest'      => false,
	);
	register_setting( 'help_finder', 'help_finder_site', $setting );
	add_settings_section( 'help_finder', '', '__return_empty_string', 'help_finder' );
	add_settings_field(
		'help_finder_site',
		__( 'Address of the help site', 'help-finder' ),
		'help_finder_field',
		'help_finder',
		'help_finder',
		array( 'label_for' => 'help_finder_site' )
	);
	if ( function_exists( 'wp_add_privacy_policy_content' ) && '' !== help_finder_site() ) {
		/* translators: %s: the address of the help site. */
		$words = __( 'The help box on this site comes from %s: your browser gets its files there, and that server can see your network address, as every server can; the box sets no cookie, stores nothing on your device unless you ask it to keep your list, and sends nobody what you type, choose or read in it.', 'help-finder' );
		wp_add_privacy_policy_content( __( 'Information box', 'help-finder' ), '<p>' . esc_html( sprintf( $words, help_finder_site() ) ) . '</p>' );
	}
}

/**
 * The page of the setting, under Settings.
 */
function help_finder_menu() {
	$name = __( 'Information box', 'help-finder' );
	add_options_page( $name, $name, 'manage_options', 'help_finder', 'help_finder_page' );
}

/**
 * The field.
 */
function help_finder_field() {
	printf(
		'<input type="url" class="regular-text code" id="help_finder_site" name="help_finder_site" value="%s" placeholder="https://help.example.org/" aria-describedby="help_finder_more"><p class="description" id="help_finder_more">%s</p>',
		esc_url( help_finder_site() ),
		esc_html__( 'Whoever runs that site must also allow this one: its address goes into the list "ancestors" of operator.json.', 'help-finder' )
	);
}

/**
 * The page.
 */
function help_finder_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1><form action="options.php" method="post">';
	settings_fields( 'help_finder' );
	do_settings_sections( 'help_finder' );
	submit_button();
	echo '</form></div>';
}
