import type { BuildProblem, BuildTaskResult } from '../tasks/task.ts'

/** How the image came to its tag. */
export type ImageOrigin =
  /** Built and tested here. */
  | 'built'
  /** It was there before this run began. */
  | 'present'
  /** Another run of the same commit pushed it while this one built. */
  | 'other-run'
  /** Put together from images that other jobs built. */
  | 'joined'
  /** The first parent's: the commit changes nothing that is in it. */
  | 'parent'

/** What is known of a build while it goes on; the summary and the outputs are made from it at the end. */
export interface BuildReport {
  readonly commit: string
  readonly commitUrl: string
  /** The commit's full SHA, with the suffix of the input. */
  readonly tag: string
  /** `ghcr.io/acme/hello`. */
  readonly repository: string
  readonly results: BuildTaskResult[]
  /** Whether a commit was built anew that may have another image under its SHA. */
  readonly isRebuild: boolean
  /** What built it, for people. */
  builder?: string
  /** The image in the registry. */
  digest?: string
  origin?: ImageOrigin
  /** True while the last that was heard of the registry is that it has nothing under the tag. */
  absent?: boolean
  /** References that were written or found there, the SHA's first. */
  readonly references: string[]
  pushMs?: number
  /** Why nothing is pushed. */
  notPushed?: string
  readonly warnings: string[]
}

/** How the run ended. */
export type BuildEnding =
  | { readonly outcome: 'success' }
  | { readonly outcome: 'cancelled'; readonly text: string }
  /** The first problem is the one that the outcome and the reason are of. */
  | { readonly outcome: 'failed' | 'error'; readonly problems: readonly [BuildProblem, ...BuildProblem[]] }

export interface BuildResult {
  readonly report: BuildReport
  readonly ending: BuildEnding
  readonly ms: number
}
