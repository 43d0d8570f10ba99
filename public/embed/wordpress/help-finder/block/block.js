// The block in the editor: its choices at the side, a still picture of it on the page. Nothing is loaded from elsewhere.
( ( { blocks, blockEditor, components, element, i18n } ) => {
	const { __ } = i18n;
	const { createElement, Fragment } = element;
	const { SelectControl, TextControl, PanelBody, Placeholder } = components;
	const same = { __nextHasNoMarginBottom: true, __next40pxDefaultSize: true };

	const edit = ( { attributes, setAttributes } ) => {
		const field = ( kind, name, label, more ) =>
			createElement( kind, {
				...same,
				...more,
				key: name,
				label,
				value: attributes[ name ],
				onChange: ( value ) => setAttributes( { [ name ]: value } ),
			} );
		const choose = ( name, label, options ) =>
			field( SelectControl, name, label, {
				options: Object.entries( options ).map( ( [ value, words ] ) => ( { value, label: words } ) ),
			} );
		const write = ( name, label, help ) => field( TextControl, name, label, { help } );
		const panel = ( title, ...children ) => createElement( PanelBody, { title, key: title }, ...children );
		const button = attributes.shape === 'button';
		return createElement(
			Fragment,
			null,
			createElement(
				blockEditor.InspectorControls,
				null,
				panel(
					__( 'What people see first', 'help-finder' ),
					write( 'language', __( 'Language', 'help-finder' ), __( 'Such as en or es. Empty: the first language of the help site.', 'help-finder' ) ),
					write( 'country', __( 'Country', 'help-finder' ), __( 'Two capital letters, such as CA. Empty: guessed from the clock of the device.', 'help-finder' ) ),
					choose( 'screen', __( 'First screen', 'help-finder' ), {
						'': __( 'The start, with everything', 'help-finder' ),
						talk: __( 'Talk to someone now', 'help-finder' ),
						find: __( 'Find services', 'help-finder' ),
						checkins: __( 'Questions to think it over', 'help-finder' ),
						signs: __( 'I am worried about someone', 'help-finder' ),
						rights: __( 'My rights', 'help-finder' ),
						next: __( 'What happens next', 'help-finder' ),
						fears: __( 'What may stand in the way', 'help-finder' ),
						help: __( 'Help out', 'help-finder' ),
					} ),
					write( 'needs', __( 'Needs to choose from', 'help-finder' ), __( 'Words from the builder page, with spaces between them, such as shelter legal. Empty: all.', 'help-finder' ) )
				),
				panel(
					__( 'How it stands on the page', 'help-finder' ),
					choose( 'shape', __( 'Shape', 'help-finder' ), {
						'': __( 'In the page', 'help-finder' ),
						button: __( 'Behind a quiet button', 'help-finder' ),
					} ),
					! button && choose( 'size', __( 'Height', 'help-finder' ), {
						small: __( 'Small', 'help-finder' ),
						'': __( 'Medium', 'help-finder' ),
						large: __( 'Large', 'help-finder' ),
					} ),
					choose( 'theme', __( 'Light or dark', 'help-finder' ), {
						'': __( 'As the device is set', 'help-finder' ),
						light: __( 'Always light', 'help-finder' ),
						dark: __( 'Always dark', 'help-finder' ),
					} ),
					write( 'label', __( 'Its name, and the words of the button', 'help-finder' ), __( 'An ordinary word gives nothing away. Empty: Information.', 'help-finder' ) ),
					button && write( 'closeLabel', __( 'Name of its × button, for screen readers', 'help-finder' ) )
				),
				panel(
					__( 'Leaving', 'help-finder' ),
					choose( 'exit', __( 'The way out', 'help-finder' ), {
						'': __( 'Closes the box; your page stays', 'help-finder' ),
						page: __( 'Leaves your whole page', 'help-finder' ),
					} ),
					write( 'exitTo', __( 'Where somebody goes who leaves the whole page', 'help-finder' ), __( 'An ordinary page that begins with https://. Empty: https://www.un.org/.', 'help-finder' ) )
				)
			),
			createElement(
				'div',
				blockEditor.useBlockProps(),
				createElement( Placeholder, {
					icon: 'info-outline',
					label: attributes.label || __( 'Information', 'help-finder' ),
					instructions: __( 'The information box stands here. It shows on the page itself.', 'help-finder' ),
				} )
			)
		);
	};

	blocks.registerBlockType( 'sidedoor/help-finder', { edit, save: () => null } );
} )( window.wp );
