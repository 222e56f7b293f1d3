import type { GitHubClient } from '../../github/client.ts'
import { LAST_STATUS_RETRY_LIMITS, STOPPED_RETRY_LIMITS } from '../../github/retry.ts'
import type { PipelineEffects } from './effects.ts'

/** Writes what must be written: for minutes, but with the seconds that are left where the run is stopped. */
export async function patiently<T>(
  { connectGitHub, signal }: Pick<PipelineEffects, 'connectGitHub' | 'signal'>,
  write: (github: GitHubClient) => Promise<T>,
): Promise<T> {
  try {
    if (!signal.aborted) return await write(connectGitHub(signal, LAST_STATUS_RETRY_LIMITS))
  } catch (thrown) {
    if (!signal.aborted) throw thrown
  }
  return write(connectGitHub(undefined, STOPPED_RETRY_LIMITS))
}
