import { randomUUID } from 'node:crypto'
import type { Answer } from '../../commands/answer/answer.ts'
import type { DeployPlan } from '../../commands/answer/deploy.ts'
import { answerCommand } from '../../commands/answer-command.ts'
import { verbOf } from '../../commands/grammar/command-words.ts'
import { readOptions } from '../../commands/grammar/options.ts'
import { isStranger, refuseUnpermitted, roleOf } from '../../commands/permission.ts'
import type { GitHubClient } from '../../github/client.ts'
import { claimComment } from '../../github/comments.ts'
import type { Logger } from '../../log/logger.ts'
import type { Role } from '../../policy/deploy-rules.ts'
import type { Clock } from '../../time/clock.ts'
import type { BotRequest } from './request.ts'

type Ask = Extract<BotRequest, { readonly kind: 'ask' }>

export interface CarryOutEffects {
  readonly github: GitHubClient
  readonly log: Logger
  readonly clock: Clock
  /** Page of the repository. */
  readonly page: string
  readonly onPlan: (plan: DeployPlan) => Promise<void>
  readonly onStep: (text: string) => void
  /** Takes what is done after the answer. */
  readonly later: (work: () => Promise<void>) => void
}

/** Whether a command is to be carried out, before anything is. Throws a `UserError`. */
export type Admission =
  | { readonly kind: 'go'; readonly role: Role | undefined }
  /** No reply is written: it was claimed before, or a stranger asks. `isClaimed`: whether it may lack the reply of another run. */
  | { readonly kind: 'quiet'; readonly why: string; readonly isClaimed: boolean }

/** Who asks is looked at first: a stranger's comment costs one request, and gets no answer that others would read. */
export async function admit(
  { login, comment }: Ask,
  { github, clock }: Pick<CarryOutEffects, 'github' | 'clock'>,
): Promise<Admission> {
  if (comment === undefined) return { kind: 'go', role: undefined }
  const role = await roleOf(github, login)
  if (isStranger(role, { login, isPublic: comment.isPublic })) {
    return {
      ...{ kind: 'quiet', isClaimed: false },
      why: `${login} has ${role === undefined ? 'no role' : `the role ${role}`} in this repository`,
    }
  }
  // Of several runs for one comment only one gets through.
  if (await claimComment(github, comment.id, clock)) return { kind: 'go', role }
  return { kind: 'quiet', why: 'this comment was carried out before', isClaimed: true }
}

/** Carries a command out. Throws a `UserError` where it comes to nothing. */
export async function carryOutRequest(
  ask: Ask,
  role: Role | undefined,
  effects: CarryOutEffects,
): Promise<Answer | 'help'> {
  const { words, options } = readOptions(ask.words)
  const verb = verbOf(words)
  const { comment, login, intent, link } = ask
  if (comment !== undefined) {
    refuseUnpermitted(verb, role, { login, isPublic: comment.isPublic })
  }
  if (verb === 'help') return 'help'
  const door = comment === undefined ? ('run' as const) : ('comment' as const)
  return answerCommand(
    { verb, words: words.slice(1), options },
    { ...effects, door, intent, link, login, role, newClaim: randomUUID, isFollowed: true },
  )
}
