/** A template as it was rendered: its path relative to the workspace, as people know it, and its text. */
export interface RenderedFile {
  readonly file: string
  readonly text: string
}
