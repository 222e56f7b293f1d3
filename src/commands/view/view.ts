/**
 * An answer as it is shown: the same lines, tables and commands in every door, so that no door shows a fact that another
 * leaves out. Texts are as they came, from whomever: what renders a view escapes them, and nothing else does.
 */
export interface View {
  /** The answer in one line. */
  readonly title: Line
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  /** A part that a door may fold, under its title. */
  | { readonly kind: 'details'; readonly title: string; readonly blocks: readonly Block[] }
  /** A command to copy, without what the door puts before it: `unlock hello production`, as `commandText` writes it. */
  | { readonly kind: 'command'; readonly words: string }

/** One line: texts, and what is more than text, one directly after the other; a mark has a blank of its own after it. */
export type Line = readonly Piece[]

export type Piece =
  | string
  /** A name, a SHA, a word of the grammar. */
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly link: string; readonly text: string }
  /** A GitHub login; `notify`: the person is notified where the door can. `otherwise`: what is said where it cannot. */
  | { readonly login: string; readonly notify: boolean; readonly otherwise?: string }
  /** How good what follows is: a mark where the door has no colours. */
  | { readonly mark: 'good' | 'bad' | 'running' | 'waiting' | 'warning' }
  /** A time; each door shows it its way, beside how long ago it was. */
  | { readonly time: number }
  /** A command inside a line, as `commandText` writes it. */
  | { readonly command: string }
