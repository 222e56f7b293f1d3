import { expect, test } from 'vitest'
import type { Fault } from '../../../../packages/github-double/src/http/fault.ts'
import type { Ask } from '../../../../src/commands/ask.ts'
import type { Command } from '../../../../src/commands/command.ts'
import type { CommandPorts } from '../../../../src/commands/ports.ts'
import { runCommand } from '../../../../src/commands/run.ts'
import { UserError } from '../../../../src/errors.ts'
import { connectGitHub } from '../../../../src/github/client.ts'
import { LockRefs } from '../../../../src/github/locks/lock-refs.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { connectToDouble } from '../double.ts'
import { SkippingClock } from '../fake-api.ts'

const SEED = Number(process.env.LOCK_SEED ?? 20_260_105)
const ATTEMPTS = Number(process.env.LOCK_ATTEMPTS ?? 200)
const CLAIMANTS = 20
const SCOPE = { service: undefined, environment: 'production' }

/** Of 32 bits, mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

test(`${ATTEMPTS} attempts of ${CLAIMANTS} claimants with lost, late and broken answers: one owner at any time (LOCK_SEED=${SEED})`, async () => {
  const limits = {
    contentWritesPerMinute: 1e9,
    contentWritesPerHour: 1e9,
    restPointsPerMinute: 1e9,
    queryPointsPerMinute: 1e9,
  }
  const { github, repository } = await connectToDouble({ limits })
  await repository.commit({ message: 'one', files: { 'README.md': 'x' } })
  const random = randomOf(SEED)
  /** Who believes to hold the lock. Whoever finds another in it has found two owners. */
  const holding = new Set<string>()
  const counts = { locked: 0, refused: 0, broken: 0 }
  const faults: readonly Fault[] = [
    { how: 'reply-lost', operationId: 'git/create-ref' },
    { how: 'reply-lost', operationId: 'graphql', after: 2 },
    { how: 'cut-short', operationId: 'git/create-ref' },
    { how: 'slow', milliseconds: 5, operationId: 'git/create-ref' },
    { how: 'status', status: 502, operationId: 'git/list-matching-refs' },
    { how: 'hang-up', operationId: 'git/create-commit' },
  ]
  let left = ATTEMPTS
  const claimant = async (login: string) => {
    github.addToken(`ghp_${login}`, { name: login, kind: 'user', login, rateLimit: 1e9, pointLimit: 1e9 })
    const place = { owner: 'acme', repo: 'hello' }
    const clock = new SkippingClock()
    const log = new RecordingLogger()
    const client = connectGitHub({ token: `ghp_${login}`, apiUrl: github.url, repository: place, log, clock })
    let claims = 0
    const ports: CommandPorts = {
      ...{ page: '', onPlan: async () => undefined, onStep: () => undefined, isFollowed: true },
      ...{ locks: new LockRefs(client, place, 'custom'), repository: 'acme/hello', clock },
      ...{ newClaim: () => `claim-${login}-${++claims}`, later: () => undefined, github: client, log },
    }
    const asked = (command: Command): Ask => ({
      ...{ command, intent: login, link: '', at: clock.now(), door: 'terminal' as const },
      actor: { login, proof: 'token' },
    })
    for (; left > 0; ) {
      left -= 1
      const fault = faults[Math.floor(random() * faults.length * 3)]
      if (fault !== undefined) github.fail(fault)
      try {
        await runCommand(
          asked({ verb: 'lock', scope: SCOPE, lasts: undefined, reason: '', link: '', steal: false, claim: undefined }),
          ports,
        )
      } catch (thrown) {
        if (!(thrown instanceof UserError)) throw thrown
        counts[thrown.reason === 'lock-held' || thrown.reason === 'lock-contended' ? 'refused' : 'broken'] += 1
        continue
      }
      counts.locked += 1
      holding.add(login)
      expect([...holding], `LOCK_SEED=${SEED}`).toEqual([login])
      await new Promise(resolve => setImmediate(resolve))
      expect([...holding], `LOCK_SEED=${SEED}`).toEqual([login])
      holding.delete(login)
      await runCommand(asked({ verb: 'unlock', scope: SCOPE, steal: false, claim: undefined }), ports).catch(thrown => {
        if (!(thrown instanceof UserError)) throw thrown
        // Whether it is unlocked is not known; the next attempt of the same claimant makes it theirs again.
        counts.broken += 1
      })
    }
  }
  await Promise.all(Array.from({ length: CLAIMANTS }, (_, index) => claimant(`dev-${index}`)))
  expect(counts.locked).toBeGreaterThan(0)
  expect(counts.refused).toBeGreaterThan(0)
  github.assertNoUnknownRequests()
}, 120_000)
