import { expect, test } from 'vitest'
import { createOnce, type RecordPorts } from '../../../../src/commands/deploying/create-once.ts'
import { writePayload } from '../../../../src/domain/deployment/payload.ts'
import type { DeploymentRecord } from '../../../../src/domain/deployment/record.ts'
import { firstOfRequest } from '../../../../src/domain/deployment/same-request.ts'
import { UserError } from '../../../../src/errors.ts'

const SHA = 'a'.repeat(40)
const NOON = Date.UTC(2026, 0, 5, 12)

/** What may become of a request that creates a record. */
type Fault = 'none' | 'lost' | 'not-done' | 'late'

/** Goes through all orders: each run takes the next path of choices. */
class Paths {
  #path: { taken: number; of: number }[] = []
  #at = 0

  choose(of: number): number {
    if (of < 2) return 0
    const step = this.#path[this.#at] ?? { taken: 0, of }
    this.#path[this.#at] = step
    this.#at += 1
    return step.taken
  }

  next(): boolean {
    this.#at = 0
    for (let last = this.#path.pop(); last !== undefined; last = this.#path.pop()) {
      if (last.taken + 1 < last.of) {
        this.#path.push({ taken: last.taken + 1, of: last.of })
        return true
      }
    }
    return false
  }
}

interface Door {
  readonly name: string
  readonly intent: string
  readonly creator: string
  /** Of its first request that creates. */
  readonly fault: Fault
  /** It dies before its request of this number. */
  readonly diesAt: number
}

/** One GitHub, and doors whose requests it carries out in the order that the path says. */
async function run(doors: readonly Door[], paths: Paths) {
  const records: DeploymentRecord[] = []
  const withdrawn = new Set<number>()
  const waiting = new Map<string, () => void>()
  const late: (() => void)[] = []
  const portsOf = ({ name, creator, fault, diesAt }: Door): RecordPorts => {
    let [calls, creates] = [0, 0]
    const turn = async <T>(work: () => T): Promise<T> => {
      calls += 1
      if (calls === diesAt) return new Promise<never>(() => undefined)
      await new Promise<void>(resolve => waiting.set(name, resolve))
      return work()
    }
    return {
      create: wish =>
        turn(() => {
          creates += 1
          const commit = () => {
            const record = { ...wish, id: records.length + 1, ref: wish.sha, creator, byPerson: false, url: '' }
            records.push({ ...record, createdAt: new Date(NOON).toISOString() })
          }
          const how = creates === 1 ? fault : 'none'
          if (how === 'late') late.push(commit)
          else if (how !== 'not-done') commit()
          const made = records.at(-1)
          if (how !== 'none' || made === undefined) throw new UserError('github-unreachable', 'no answer')
          return made
        }),
      recent: () => turn(() => records.toReversed()),
      statuses: id =>
        turn(() =>
          withdrawn.has(id)
            ? [{ id, state: 'inactive' as const, description: '', logUrl: '', createdAt: '2026-01-05T12:00:00Z' }]
            : [],
        ),
      withdraw: id => turn(() => void withdrawn.add(id)),
    }
  }
  const clock = { now: () => NOON, sleep: () => Promise.resolve() }
  const answers = new Map<string, number>()
  for (const door of doors) {
    const { name, intent, creator } = door
    const payload = writePayload({
      ...{ intent, claim: name, actor: undefined, door: 'comment', link: '', verb: 'deploy', reason: '' },
      ...{ force: undefined, train: undefined, local: false },
    })
    const wish = { sha: SHA, task: 'deploy', environment: 'production', description: '', payload }
    void createOnce(wish, { creator, apps: [], now: NOON, clock }, portsOf(door)).then(
      ({ record }) => answers.set(name, record.id),
      thrown => {
        if (!(thrown instanceof UserError)) throw thrown
      },
    )
  }
  for (;;) {
    // Whoever can go on has sent its next request.
    await new Promise(resolve => setImmediate(resolve))
    const able = [...[...waiting.keys()].toSorted(), ...late.map(() => 'late')]
    const next = able[paths.choose(able.length)]
    if (next === undefined) break
    if (next === 'late') late.shift()?.()
    const go = waiting.get(next)
    waiting.delete(next)
    go?.()
  }
  // Each record's run looks for the first one of its request, as `actions/deploy` does, and for an end.
  const carriedOut = records.filter(one => firstOfRequest(one, records) === undefined && !withdrawn.has(one.id))
  return { records, carriedOut: carriedOut.map(({ id }) => id), answers }
}

const FAULTS: readonly Fault[] = ['none', 'lost', 'not-done', 'late']
const NEVER = 0
const door = (name: string, fields: Partial<Door> = {}): Door => ({
  ...{ name, intent: 'comment:7', creator: 'door[bot]', fault: 'none', diesAt: NEVER, ...fields },
})

// Those of which one door is slow in more than one way have a hundred thousand orders each.
const PAIRS: readonly (readonly [Fault, Fault])[] = [
  ...FAULTS.map(fault => ['none', fault] as const),
  ['lost', 'lost'],
  ['lost', 'not-done'],
]

test.each(PAIRS)(
  'the same request twice at once, in every order: %s, %s',
  async (one, other) => {
    const paths = new Paths()
    do {
      const { carriedOut, answers } = await run([door('a', { fault: one }), door('b', { fault: other })], paths)
      expect(carriedOut).toHaveLength(1)
      expect([...answers.values()]).toEqual([...answers.keys()].map(() => carriedOut[0]))
      expect(answers.size).toBe(2)
    } while (paths.next())
  },
  60_000,
)

test.each(FAULTS.flatMap(fault => [1, 2, 3, 4].map(diesAt => [fault, diesAt] as const)))(
  'one of them dies: %s, before request %i',
  async (fault, diesAt) => {
    const paths = new Paths()
    do {
      const { carriedOut, answers } = await run([door('a', { fault, diesAt }), door('b')], paths)
      expect(carriedOut).toHaveLength(1)
      expect(answers.get('b')).toBe(carriedOut[0])
    } while (paths.next())
  },
  60_000,
)

test('two people ask for the same commit at once, through different doors, in every order', async () => {
  const paths = new Paths()
  let both = 0
  do {
    const other = door('b', { intent: 'terminal:1', creator: 'bo' })
    const { records, carriedOut, answers } = await run([door('a'), other], paths)
    both += records.length - 1
    expect(carriedOut).toHaveLength(1)
    expect([answers.get('a'), answers.get('b')]).toEqual([carriedOut[0], carriedOut[0]])
  } while (paths.next())
  // In some orders both had created theirs before they saw each other's.
  expect(both).toBeGreaterThan(0)
})
