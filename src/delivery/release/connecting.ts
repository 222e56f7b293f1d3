import { withPrivateFolder } from '../../files/private-folder.ts'
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

/** What works beside a connection that is being made. */
interface WhileConnecting {
  /** In which the private folder is made. */
  readonly temp: string
  readonly effects: Pick<PipelineEffects, 'connectCluster' | 'state'>
  /** Ends the connection, also one that is still being made. */
  readonly limit: AbortSignal
}

/** Works in a private folder while the connection is made; both are gone at the end. */
export async function whileConnecting<T>(
  { temp, effects: { connectCluster, state }, limit }: WhileConnecting,
  work: (connecting: Connecting, folder: string) => Promise<T>,
): Promise<T> {
  return withPrivateFolder(temp, async folder => {
    // `post` removes it also when this process is killed.
    state.save('folder', folder)
    const connecting = startConnecting(connectCluster, folder, limit)
    try {
      return await work(connecting, folder)
    } finally {
      await connecting.close()
    }
  })
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
