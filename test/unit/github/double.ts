import type { GitHubOptions } from '../../../packages/github-double/src/github.ts'
import { type Harness, startHarness } from '../../../packages/github-double/test/harness.ts'
import { connectGitHub, type GitHubClient } from '../../../src/github/client.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { SkippingClock } from './fake-api.ts'

/** The GitHub double with one repository, and our client as a workflow run would use it. */
export interface Connected extends Harness {
  readonly client: GitHubClient
}

export async function connectToDouble(options: GitHubOptions = {}): Promise<Connected> {
  const harness = await startHarness(options)
  const client = connectGitHub({
    token: 'ghs_workflow',
    apiUrl: harness.github.url,
    repository: { owner: 'acme', repo: 'hello' },
    log: new RecordingLogger(),
    clock: new SkippingClock(),
  })
  return { ...harness, client }
}
