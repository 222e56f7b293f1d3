import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import { BufferedLog } from '../../log/buffered-log.ts'
import type { PipelineEffects } from './effects.ts'

/** A connection that is being made beside the gate; its lines wait until the preflight's group is open. */
export interface Connecting {
  readonly cluster: Promise<Cluster>
  readonly log: BufferedLog
  /** Ends the connection, also one that is still being made. */
  close(): Promise<void>
}

/** Starts to connect. */
export function startConnecting(
  connectCluster: PipelineEffects['connectCluster'],
  folder: string,
  signal: AbortSignal,
): Connecting {
  const stop = new AbortController()
  const log = new BufferedLog()
  const cluster = connectCluster({ folder, log }, AbortSignal.any([signal, stop.signal]))
  cluster.catch(() => undefined)
  return {
    cluster,
    log,
    close: async () => {
      stop.abort(new Error('the connection is no longer needed'))
      const connected = await cluster.catch(() => undefined)
      await connected?.close()
    },
  }
}
