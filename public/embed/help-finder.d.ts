/** Types of `<help-finder>`, for editors and for JSX in React 19, Preact and Solid. */

/** A door of the first screen. */
export type HelpFinderScreen = 'talk' | 'find' | 'checkins' | 'signs' | 'rights' | 'next' | 'fears' | 'help' | 'list' | 'safe' | 'place'

/** What may be said of the element. All are text, none is needed. */
export interface HelpFinderAttributes {
  /** The address of the help site; the one that the loader came from, if absent. */
  site?: string
  /** BCP 47, a language that the site speaks: `es`. Its first language, if absent. */
  language?: string
  /** ISO 3166-1, capital letters: `CA`. Guessed from the clock of the device, if absent. */
  country?: string
  /** Which screen comes first. The start, if absent. */
  screen?: HelpFinderScreen
  /** Codes of the needs to choose from, with spaces between them: `shelter legal`. All, if absent. */
  needs?: string
  /** `page`: leaving takes the whole page along. It closes the box, if absent. A person can choose the other. */
  exit?: 'page'
  /** Where the whole page goes when it is left: an ordinary page, `https:`. */
  'exit-to'?: string
  /** As the device is set, if absent. */
  theme?: 'light' | 'dark'
  /** `button`: behind a button that opens a dialog. In the page, if absent. */
  shape?: 'button'
  /** The height in the page: 26, 36 or 46 rem, at most 90 % of the window. `medium`, if absent. */
  size?: 'small' | 'medium' | 'large'
  /** The name of the frame and the words of the button. `Information`, if absent. */
  label?: string
  /** The name of the dialog's × button. `Close`, if absent. */
  'close-label'?: string
}

/** The element. */
export interface HelpFinderElement extends HTMLElement {
  /** As if its person had left: closes the box, or leaves the page; without a word, as `exit` says. */
  leave(whole?: boolean): void
}

/** What the frame tells its page, and all that it ever tells. */
export interface HelpFinderMessage {
  helpFinder: 1
  type: 'ready' | 'close' | 'leave'
}

type Props = HelpFinderAttributes & {
  class?: string
  className?: string
  id?: string
  style?: unknown
  slot?: string
  hidden?: boolean
  key?: unknown
  ref?: unknown
  children?: unknown
}

interface HelpFinderIntrinsicElements {
  'help-finder': Props
}

declare global {
  interface HTMLElementTagNameMap {
    'help-finder': HelpFinderElement
  }
  /** Where no library brings its own. */
  namespace JSX {
    interface IntrinsicElements extends HelpFinderIntrinsicElements {}
  }
}

// Each of these is a no-op where that library is not installed.
// @ts-ignore
declare module 'react' { namespace JSX { interface IntrinsicElements extends HelpFinderIntrinsicElements {} } }
// @ts-ignore
declare module 'preact' { namespace JSX { interface IntrinsicElements extends HelpFinderIntrinsicElements {} } }
// @ts-ignore
declare module 'solid-js/jsx-runtime' { namespace JSX { interface IntrinsicElements extends HelpFinderIntrinsicElements {} } }
