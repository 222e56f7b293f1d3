import { createHash } from 'node:crypto'
import { commandOfComment, wordsOfLine } from '../../commands/grammar/first-line.ts'
import { UserError } from '../../errors.ts'
import type { RunFacts } from '../../runner/run-facts.ts'
import { asRecord, fieldOf } from '../../text/json.ts'
import type { DeploybotInputs } from './inputs.ts'

/** A comment that holds a command. */
export interface CommentPlace {
  readonly id: number
  readonly issue: number
  /** A pull request that is not merged: what is deployed is never its own commit. */
  readonly isOpenPull: boolean
  /** Whether everybody may comment there. */
  readonly isPublic: boolean
  readonly createdAt: string
}

/** What a run was asked for. */
export type BotRequest =
  | { readonly kind: 'nothing'; readonly why: string }
  | {
      readonly kind: 'ask'
      readonly words: readonly string[]
      readonly login: string
      readonly intent: string
      /** Page of the comment; empty: of the run. */
      readonly link: string
      /** Undefined: a manual run or an API call. */
      readonly comment: CommentPlace | undefined
    }

type Facts = Pick<RunFacts, 'eventName' | 'runId' | 'attempt'>

/** The events that carry the input `command`; with any other it is not known who asks. */
const BY_INPUT = ['workflow_dispatch', 'repository_dispatch']

/** `event`: of the run, as GitHub wrote it. `startedBy`: who started this attempt. Throws a `UserError`. */
export function requestOf(
  { prefix, command }: DeploybotInputs,
  { eventName, runId, attempt }: Facts,
  event: unknown,
  startedBy: string,
): BotRequest {
  if (eventName === 'issue_comment') return requestOfComment(event, { prefix, command, attempt })
  if (!BY_INPUT.includes(eventName)) {
    const text = `This run was started by "${eventName}"; run on issue_comment (created), workflow_dispatch or repository_dispatch`
    throw new UserError('event-unsupported', text)
  }
  if (command === '') {
    throw new UserError('input-missing', 'Input "command" is empty; write one, such as "status"')
  }
  const [line = '', ...more] = command.split(/[\r\n]+/)
  if (more.length > 0) throw new UserError('input-invalid', 'Input "command" has several lines; write one command')
  const words = wordsOfLine(line.startsWith(prefix) ? line.slice(prefix.length) : line)
  return { kind: 'ask', words, login: startedBy, intent: intentOfRun(runId, words), link: '', comment: undefined }
}

/** A run may give several commands, each in a step of its own; the same one again in a re-run is the same request. */
function intentOfRun(runId: number, words: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex')
  return `run:${runId}:${digest.slice(0, 16)}`
}

function requestOfComment(
  event: unknown,
  { prefix, command, attempt }: { readonly prefix: string; readonly command: string; readonly attempt: number },
): BotRequest {
  const nothing = (why: string): BotRequest => ({ kind: 'nothing', why })
  if (command !== '') {
    throw new UserError(
      'input-invalid',
      'Input "command" is for manual runs; in a comment the first line is the command',
    )
  }
  const { action, comment: given, issue, repository } = asRecord(event)
  const comment = asRecord(given)
  const { id, body, html_url: link, created_at: createdAt } = comment
  const login = fieldOf(comment.user, 'login')
  const number = fieldOf(issue, 'number')
  if (action !== 'created') return nothing('only new comments hold commands: this one was changed')
  if (typeof id !== 'number' || typeof body !== 'string' || typeof login !== 'string' || typeof number !== 'number') {
    throw new UserError('event-invalid', 'The event file of this run holds no comment; it must be the one GitHub wrote')
  }
  // A bot that quotes a command, or answers one, must not give any.
  if (fieldOf(comment.user, 'type') !== 'User' || fieldOf(asRecord(event).sender, 'login') !== login) {
    return nothing('only comments of people hold commands')
  }
  const found = commandOfComment(body, prefix)
  if (found === undefined) return nothing('the first line of the comment is no command')
  if (attempt > 1) return nothing('a comment is carried out once, and this is another attempt: write a new comment')
  const pull = fieldOf(issue, 'pull_request')
  return {
    kind: 'ask',
    words: found.words,
    login,
    intent: `comment:${id}`,
    link: typeof link === 'string' ? link : '',
    comment: {
      ...{ id, issue: number, createdAt: typeof createdAt === 'string' ? createdAt : '' },
      isOpenPull: pull !== undefined && typeof fieldOf(pull, 'merged_at') !== 'string',
      isPublic: fieldOf(repository, 'private') !== true,
    },
  }
}
