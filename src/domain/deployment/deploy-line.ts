import type { Finding } from '../../errors.ts'
import { TASK } from '../deployment-task.ts'
import { quotedWord } from '../lock/lock-command.ts'
import { shortSha } from '../sha.ts'

/** What is asked for. */
interface LineRequest {
  /** `owner/name`, where the line is read away from a clone. */
  readonly repository?: string
  readonly service: string
  /** The task that deployments of the service have. */
  readonly task: string
  readonly environment: string
  readonly sha: string
}

/** The command that asks for a deployment, ready for a shell: `commit-train deploy staging 3f2c1ab`. */
export function deployLine({ repository, service, task, environment, sha }: LineRequest): string {
  const words = [...(task === TASK ? [] : [service]), environment].map(quotedWord)
  const where = repository === undefined ? [] : ['--repo', quotedWord(repository)]
  return ['commit-train deploy', ...words, shortSha(sha), ...where].join(' ')
}

/** The lines to copy where what is held refuses a deployment: what becomes of it, or that this one goes over it. */
export function heldLines(refused: LineRequest): readonly Finding[] {
  const { service, task, environment } = refused
  const target = [...(task === TASK ? [] : [service]), environment].map(quotedWord).join(' ')
  const lines = [
    `what is held goes on: commit-train promote ${target}`,
    `it is given up, and what is live comes back: commit-train abort ${target}`,
    `this commit goes over it, to all pods at once: ${deployLine(refused)} --all-at-once`,
  ]
  return lines.map(text => ({ reason: 'held-by-other', text }))
}
