<?php
/**
 * Takes the one setting away, on every site of a network.
 *
 * @package Help_Finder
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'help_finder_site' );
if ( is_multisite() ) {
	foreach ( get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	) as $help_finder_blog ) {
		delete_blog_option( $help_finder_blog, 'help_finder_site' );
	}
}
