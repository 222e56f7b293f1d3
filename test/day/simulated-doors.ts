import { randomUUID } from 'node:crypto'
import { admit, carryOutRequest } from '../../src/actions/deploybot/carry-out.ts'
import { Reply } from '../../src/actions/deploybot/reply.ts'
import type { Answer } from '../../src/commands/answer/answer.ts'
import { answerCommand } from '../../src/commands/answer-command.ts'
import { UserError } from '../../src/errors.ts'
import { connectGitHub, type Repository } from '../../src/github/client.ts'
import { LAST_STATUS_RETRY_LIMITS } from '../../src/github/retry.ts'
import type { Traffic } from '../storm/traffic.ts'
import type { VirtualClock } from '../storm/virtual-clock.ts'
import { RecordingLogger } from '../unit/recording-logger.ts'

/** What a person asks for, and through what. */
export interface DoorParts {
  readonly words: readonly string[]
  readonly repository: Repository
  readonly page: string
  readonly clock: VirtualClock
  readonly fetch: typeof fetch
  readonly traffic: Traffic
  readonly apiUrl: string
  /** Of the request, different each time. */
  readonly number: number
  readonly person: number
  /** Token of the App that answers comments. */
  readonly app: string
  readonly issue: number
  /** Called with what the record will say that it was made for. */
  readonly onIntent: (intent: string) => void
}

interface DoorEnd {
  readonly code: string
  readonly id: number | undefined
}

/** A comment, carried out as the root action does it, with its one reply. */
export async function askByComment(parts: DoorParts): Promise<DoorEnd> {
  const { words, clock, repository, page, person, app, issue, onIntent, traffic } = parts
  const login = `person-${person}`
  const id = await comment(parts)
  const log = new RecordingLogger()
  const connection = { token: app, apiUrl: parts.apiUrl, repository, log, clock, fetch: parts.fetch }
  const github = traffic.add(connectGitHub(connection))
  const writer = traffic.add(connectGitHub({ ...connection, retryLimits: LAST_STATUS_RETRY_LIMITS }))
  const place = { id, issue, isOpenPull: false, isPublic: false, createdAt: new Date(clock.now()).toISOString() }
  const ask = { kind: 'ask' as const, words, login, intent: `comment:${id}`, link: '', comment: place }
  onIntent(ask.intent)
  const reply = new Reply(writer, place, log)
  const end = await ended(async () => {
    const effects = {
      ...{ github, log, clock, page, later: () => undefined },
      onPlan: () => reply.plan(`plan ${words.join(' ')}`),
      onStep: (text: string) => void reply.progress(`plan ${words.join(' ')}\n${text}`),
    }
    const admission = await admit(ask, effects)
    if (admission.kind === 'quiet') throw new UserError('command-invalid', admission.why)
    return carryOutRequest(ask, admission.role, effects)
  })
  await reply.end(`end ${end.code} ${end.id}`).catch(() => undefined)
  for (const client of [github, writer]) traffic.remove(client)
  return end
}

/** The command at a terminal, with the person's own token. */
export async function askAtTerminal(parts: DoorParts): Promise<DoorEnd> {
  const { words, clock, repository, page, person, number, onIntent, traffic } = parts
  const log = new RecordingLogger()
  const token = `ghp_${person}`
  const github = traffic.add(connectGitHub({ token, apiUrl: parts.apiUrl, repository, log, clock, fetch: parts.fetch }))
  const intent = `terminal:${number}`
  onIntent(intent)
  const [verb, ...rest] = words
  const end = await ended(() =>
    answerCommand(
      { verb: verb as 'deploy', words: rest, options: {} },
      {
        ...{ github, log, clock, page, newClaim: randomUUID, login: undefined, door: 'terminal', intent, link: '' },
        ...{ onPlan: async () => undefined, onStep: () => undefined, isFollowed: true, later: () => undefined },
      },
    ),
  )
  traffic.remove(github)
  return end
}

async function ended(work: () => Promise<Answer | 'help'>): Promise<DoorEnd> {
  try {
    const answer = await work()
    if (answer === 'help') return { code: 'help', id: undefined }
    return { code: answer.code, id: 'deployment' in answer ? answer.deployment.id : undefined }
  } catch (thrown) {
    if (thrown instanceof UserError) return { code: thrown.reason, id: undefined }
    throw thrown
  }
}

/** The person writes it on the page: should GitHub fail, they try again. */
async function comment({ words, repository, person, issue, apiUrl, fetch, traffic }: DoorParts): Promise<number> {
  const path = `/repos/${repository.owner}/${repository.repo}/issues/${issue}/comments`
  for (;;) {
    traffic.another()
    try {
      const response = await fetch(`${apiUrl}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ghp_${person}`, 'content-type': 'application/json' },
        body: JSON.stringify({ body: `/${words.join(' ')}` }),
      })
      if (response.ok) return Number(((await response.json()) as { readonly id: number }).id)
    } catch {
      // They see no comment.
    }
  }
}
