import type { LiveStage } from '../../test/platform/stage/live-stage.ts'

/** A part of the measurement: a title, and a table. */
export interface Part {
  readonly title: string
  /** What is measured, in a few lines. */
  readonly text: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What every part is measured on. */
export type Live = Parameters<typeof LiveStage.open>[0]
