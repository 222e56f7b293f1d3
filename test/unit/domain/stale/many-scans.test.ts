import { expect, test } from 'vitest'
import type { DeploymentFacts } from '../../../../src/domain/history/deployment-facts.ts'
import type { CommitFacts } from '../../../../src/domain/history/facts.ts'
import type { LockAnswer } from '../../../../src/domain/history/lock.ts'
import { judgeKey } from '../../../../src/domain/stale/judge.ts'
import { type KeyState, messageChange } from '../../../../src/domain/stale/message-change.ts'
import type { NotifiedService } from '../../../../src/domain/stale/notified.ts'
import type { WaitingCommit } from '../../../../src/domain/stale/waiting.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { commit, deployment, HOUR, NOON, repository } from '../history/facts.ts'
import { randomNumbers } from './random-numbers.ts'

const POLICY = parsePolicy('environments: {production: {stale: {after: 4h, minimum: 2}}}', { repository: 'shop' })
const LOCKED: LockAnswer = { kind: 'read', lock: { owner: 'ada', reason: '', expiresAt: undefined } }
const FREE: LockAnswer = { kind: 'read', lock: undefined }

/** Two services, anything may happen to them between two scans. */
class Service {
  readonly name: string
  line: readonly CommitFacts[]
  deployments: readonly DeploymentFacts[]
  locked = false

  constructor(name: string) {
    this.name = name
    this.line = [commit(`${name}0`)]
    this.deployments = [deployment(`${name}0`, 0)]
  }

  happen(random: (limit: number) => number, hour: number): void {
    const at = hour - random(60) / 60
    const some = () => this.line[random(Math.min(4, this.line.length))]?.sha ?? ''
    const what = random(12)
    if (what < 4) {
      const merged = { at: NOON + at * HOUR, source: 'pull-request' } as const
      const next = commit(`${this.name}${this.line.length}`, random(6) === 0 ? { merged: undefined } : { merged })
      this.line = [next, ...this.line]
    } else if (what === 4) this.deployments = [deployment(some(), at), ...this.deployments]
    else if (what === 5) this.deployments = [deployment(some(), at, [[at, 'failure']]), ...this.deployments]
    else if (what === 6) this.deployments = [deployment(some(), at, [[at, 'in_progress']]), ...this.deployments]
    else if (what === 7) this.locked = !this.locked
  }

  read(now: number): KeyState {
    const key = { repository: `acme/${this.name}`, service: 'shop', environment: 'production' }
    const facts = repository(this.line, { production: this.deployments })
    return judgeKey({ key, facts, policy: POLICY, lock: this.locked ? LOCKED : FREE, quiet: undefined }, now)
  }
}

const nameOf = ({ commit: { sha }, since }: WaitingCommit) => `${sha} since ${since?.at}`

test('over any sequence of scans: nothing is notified twice, nothing stale is missed, nothing is notified in silence', () => {
  let tellings = 0
  let closings = 0
  // Collected: an assertion for each of ten thousands takes longer than all the scans.
  const wrong: string[] = []
  for (let seed = 1; seed <= 150; seed++) {
    const random = randomNumbers(seed)
    const services = [new Service('a'), new Service('b')]
    let open: readonly NotifiedService[] | undefined
    let notified = new Set<string>()
    for (let hour = 1; hour <= 60; hour++) {
      const now = NOON + hour * HOUR
      const when = `seed ${seed}, hour ${hour}`
      for (const service of services) service.happen(random, hour)
      const keyStates = services.flatMap(service => {
        const keyState = service.read(now)
        const kind = random(10)
        // Now and then it cannot be read, or the scan does not get to it.
        if (kind === 0) return []
        if (kind === 1)
          return [{ kind: 'unread', key: keyState.key, finding: { reason: 'github-unreachable', text: '' } } as const]
        return [keyState]
      })
      const effect = messageChange(open, keyStates, now)
      const lines = effect.kind === 'post' || effect.kind === 'edit' ? effect.lines : []
      for (const line of lines) {
        if (line.kind === 'kept') continue
        for (const one of line.newCommits) {
          if (line.waiting.silence !== undefined) wrong.push(`${when}: ${nameOf(one)} is notified in silence`)
          if (notified.has(nameOf(one))) wrong.push(`${when}: ${nameOf(one)} is notified twice`)
          notified.add(nameOf(one))
          tellings += 1
        }
      }
      for (const keyState of keyStates) {
        if (keyState.kind !== 'judged' || keyState.silence !== undefined) continue
        for (const one of keyState.stale) {
          if (!notified.has(nameOf(one))) wrong.push(`${when}: ${nameOf(one)} is stale and not notified`)
        }
      }
      if (effect.kind === 'done') {
        closings += 1
        const read = keyStates.filter(({ kind }) => kind === 'judged').map(({ key }) => key.repository)
        for (const { key } of open ?? []) {
          if (!read.includes(key.split('#')[0] ?? '')) wrong.push(`${when}: closed, and ${key} was not read`)
        }
      }
      open = lines.length === 0 ? undefined : lines.map(line => line.notified)
      // Notified again only when a service left the message and came back.
      const kept = new Set(open?.map(({ key }) => key))
      notified = new Set([...notified].filter(name => kept.has(`acme/${name.charAt(0)}#shop`)))
    }
  }
  expect(wrong.slice(0, 3)).toEqual([])
  expect(tellings).toBeGreaterThan(500)
  expect(closings).toBeGreaterThan(100)
})
