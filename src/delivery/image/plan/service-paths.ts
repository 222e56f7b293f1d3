import { UserError } from '../../../errors.ts'
import type { CommitReader } from '../../../git/commit.ts'
import { parsePolicy, serviceOf } from '../../../policy/policy.ts'
import { POLICY_FILE } from '../../../policy/policy-file.ts'
import type { ServicePath } from '../../../policy/services.ts'
import { didYouMean } from '../../../text/suggestion.ts'

interface ServiceQuery {
  readonly service: string
  /** `owner/name`. */
  readonly repository: string
  readonly commit: Pick<CommitReader, 'text' | 'paths'>
  readonly warn: (line: string) => void
}

/** What belongs to a service, and the file that says so. */
export interface ServicePathsOf {
  readonly policyFile: string
  readonly paths: readonly ServicePath[]
}

/** Undefined where every commit belongs to the service. The policy is that of the commit, as its files are. */
export async function servicePaths(query: ServiceQuery): Promise<ServicePathsOf | undefined> {
  const { service, repository, commit, warn } = query
  const [text, all] = await Promise.all([commit.text(POLICY_FILE), commit.paths()])
  if (text === undefined) {
    throw new UserError(
      'input-invalid',
      `Input "service" is '${service}', but the checked-out commit has no ${POLICY_FILE}`,
    )
  }
  const policy = parsePolicy(text, { repository: repository.split('/')[1] ?? '' })
  const name = serviceOf(policy, service)
  if (name === undefined) {
    const hint = didYouMean(service, policy.services)
    throw new UserError('input-invalid', `Input "service" is '${service}', which ${POLICY_FILE} does not name${hint}`)
  }
  const paths = policy.servicePaths.get(name)
  for (const path of all === undefined ? [] : (paths ?? [])) {
    if (all?.some(one => path.matches(one)) === true) continue
    warn(
      `${path.where}: '${path.text}' of service '${name}' matches nothing in this commit: correct it, or leave it out`,
    )
  }
  return paths === undefined ? undefined : { policyFile: POLICY_FILE, paths }
}
