import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { connectGitHub } from '../../../src/github/client.ts'
import { readDeploymentsSince } from '../../../src/github/history/environment-deployments.ts'
import { systemClock } from '../../../src/time/system-clock.ts'
import { TOKEN } from '../github/fake-api.ts'
import { QuickClock } from '../quick-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { githubWords } from './github-words.ts'
import { HOSTILITIES, type Kind, startHostile } from './hostile-server.ts'

/** As over REST; what an answer must hold is looked at later, by who asked. */
const ROWS = githubWords('answer a query', 'GitHub failed to answer a query (its answer has no data)')

test.each(Object.keys(HOSTILITIES) as Kind[])(
  '%s in place of the answer to a query is reported as GitHub, and never leads the login away',
  async kind => {
    const { url, astray, requests } = await startHostile(kind)
    // Only what never comes is not waited for.
    const retryLimits = { total: 0, attempt: kind === 'a body that stops' ? 200 : 60_000 }
    const repository = { owner: 'acme', repo: 'hello' }
    const log = new RecordingLogger()
    const github = connectGitHub({ token: TOKEN, apiUrl: url, repository, log, clock: systemClock, retryLimits })
    const tools = { github, log, clock: new QuickClock(1000) }
    const thrown: unknown = await readDeploymentsSince(tools, { environment: 'staging', since: 0, apps: [] }).catch(
      (reason: unknown) => reason,
    )
    if (!(thrown instanceof UserError)) throw new Error(`not a UserError: ${inspect(thrown)}`)
    const expected = ROWS[kind]
    expect(thrown.reason).toBe(expected.includes('as it should') ? 'github-broken' : 'github-unreachable')
    expect(thrown.message.replaceAll(url, 'URL').replace(/:\d+\)/, ':PORT)')).toBe(expected)
    expect(inspect([thrown, log.lines], { depth: 20 })).not.toContain(TOKEN)
    expect(astray).toEqual([])
    // A part that fails alone is asked for three times; a redirect of the same host is another request.
    expect(requests.length).toBe(kind === 'redirects in circles' ? 18 : 3)
  },
)
