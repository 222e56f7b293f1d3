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
