import type { JobEffects } from '../../deployments/effects.ts'
import type { LockReader } from '../../domain/history/lock.ts'
import type { Finding } from '../../errors.ts'
import type { GitHubClient } from '../../github/client.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import type { ObjectSet } from '../../kubernetes/manifests/manifest.ts'
import type { Logger } from '../../log/logger.ts'
import type { FoundImage } from '../../registry/image-lookup.ts'
import type { ManifestPaths } from './manifest-paths.ts'

/** Everything through which the pipeline has effects; `actions/deploy` gives the real ones, tests give their own. */
export interface PipelineEffects extends JobEffects {
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal
  readonly locks: (github: GitHubClient) => LockReader
  /** The image of a commit. Throws `image-missing` (refused) when the registry has none. */
  readonly lookUpImage: (sha: string, signal: AbortSignal) => Promise<FoundImage>
  /** What speaks against the checked-out work tree as that of the commit. `paths`: what the deployment reads of it. */
  readonly checkWorkTree: (
    sha: string,
    paths: Pick<ManifestPaths, 'templates' | 'values'>,
    signal: AbortSignal,
  ) => Promise<readonly Finding[]>
  /** Renders and reads the objects. Secrets found in them are masked when it resolves. */
  readonly render: (question: RenderRequest, signal: AbortSignal) => Promise<ObjectSet>
  /** Connects to the cluster with its credentials masked. Nothing is written to the cluster. */
  readonly connectCluster: (around: ConnectRequest, signal: AbortSignal) => Promise<Cluster>
}

/** What is rendered. */
export interface RenderRequest {
  readonly paths: ManifestPaths
  /** Private, removed at the end of the deployment. */
  readonly folder: string
  /** What templates see as `.deploy`, but for the values. */
  readonly deploy: {
    readonly commit: string
    readonly image: string
    readonly service: string
    readonly environment: string
    readonly id: number
  }
}

/** What a connection needs. */
export interface ConnectRequest {
  /** Private, removed at the end of the deployment. */
  readonly folder: string
  readonly log: Logger
}
