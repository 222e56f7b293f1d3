/**
 * One claimant, as a process of its own: takes and releases one lock, over a network that loses answers, delays requests, sends
 * them twice, and delivers some after their sender has given up. What it believes to have it says to the process that started
 * it, before and after, and waits until that has looked.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Ask } from '../../src/commands/ask.ts'
import type { Command } from '../../src/commands/command.ts'
import type { LockPorts } from '../../src/commands/ports.ts'
import { lock } from '../../src/commands/verbs/lock.ts'
import { unlock } from '../../src/commands/verbs/unlock.ts'
import { UserError } from '../../src/errors.ts'
import { connectGitHub } from '../../src/github/client.ts'
import { LockRefs } from '../../src/github/locks/lock-refs.ts'
import type { Order, Said } from './contention.ts'
import { randomOf } from './random.ts'

const SCOPE = { service: undefined, environment: 'production' }
const order = JSON.parse(process.argv[2] ?? '') as Order
const { login, apiUrl, seed } = order
const random = randomOf(seed)
const chance = (of: number) => random() < of

/** The network between a claimant and GitHub. */
const faulty: typeof fetch = async (input, init) => {
  const luck = random()
  if (luck < 0.05) await pause(random() * 30)
  else if (luck < 0.1) {
    const { signal: _, ...later } = init ?? {}
    void pause(20 + random() * 60)
      .then(() => fetch(input, later))
      .then(response => response.arrayBuffer())
      .catch(() => undefined)
    throw new TypeError('fetch failed')
  }
  const response = await fetch(input, init)
  if (luck > 0.86) {
    await response.arrayBuffer()
    if (luck > 0.93) throw new TypeError('fetch failed')
    return fetch(input, init)
  }
  return response
}

const clock = { now: () => Date.now(), sleep: (ms: number) => pause(Math.min(ms, 5)) }
const none = () => undefined
const place = { owner: 'acme', repo: 'hello' }
const log = {
  debug: none,
  info: none,
  notice: none,
  warning: none,
  error: none,
  group: <T>(_: string, work: () => T) => work(),
}
const github = connectGitHub({ token: `ghp_${login}`, apiUrl, repository: place, log, clock, fetch: faulty })
let claims = 0
const works: (() => Promise<void>)[] = []
const ports: LockPorts = {
  ...{ locks: new LockRefs(github, place, 'custom'), repository: 'acme/hello', clock },
  newClaim: () => `claim-${login}-${++claims}`,
  later: work => works.push(work),
}
const asked = <One extends Command>(command: One): Ask<One> => ({
  ...{ command, intent: login, link: '', door: 'terminal' },
  actor: { login, proof: 'token' },
})

/** Says it and waits until it was heard. */
function say(said: Said): Promise<void> {
  return new Promise(heard => {
    process.once('message', () => heard())
    process.send?.(said)
  })
}

async function attempt(): Promise<'locked' | 'refused' | 'broken'> {
  const lasts = chance(0.5) ? undefined : 1500 + Math.floor(random() * 1500)
  const words = {
    verb: 'lock',
    scope: SCOPE,
    lasts,
    reason: '',
    link: '',
    steal: chance(0.15),
    claim: undefined,
  } as const
  try {
    const answer = await lock(asked(words), ports)
    if ('holds' in answer) throw new Error(answer.code)
    const { claim, expires } = answer.lock
    const stole = answer.code === 'stolen' ? (answer.before?.claim ?? null) : null
    await say({ what: 'took', claim: claim ?? '', expires, stole })
    for (let looks = Math.floor(random() * 3); looks > 0; looks--) await ports.locks.list().catch(none)
    // Some never come back: their lock ends by itself.
    if (expires !== null && chance(0.2)) return 'locked'
    await say({ what: 'releases', claim: claim ?? '', expires, stole: null })
    // It may be another's by now, or the answer may be lost: it was theirs until then.
    const released = unlock(asked({ verb: 'unlock', scope: SCOPE, steal: false, claim: undefined }), ports)
    await released.catch((thrown: unknown) => {
      if (!(thrown instanceof UserError)) throw thrown
    })
    return 'locked'
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    if (['lock-held', 'lock-contended'].includes(thrown.reason)) {
      await pause(random() * 40)
      return 'refused'
    }
    // It may have stolen the lock, and does not know.
    if (words.steal) await say({ what: 'may-have-stolen', claim: `claim-${login}-${claims}` })
    return 'broken'
  }
}

const counts = { locked: 0, refused: 0, broken: 0 }
for (let left = order.attempts; left > 0; left--) {
  counts[await attempt()] += 1
  for (const work of works.splice(0)) await work()
}
await say({ what: 'ended', ...counts })
process.disconnect()
