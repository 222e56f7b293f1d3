import type { EnvironmentSetup } from '../../github/setup/environments.ts'
import type { ProbedPermission } from '../../github/setup/permission-probes.ts'
import type { RepositorySettings } from '../../github/setup/repository-settings.ts'
import type { SecretNames } from '../../github/setup/secret-names.ts'
import type { TrunkRules } from '../../github/setup/trunk-rules.ts'
import type { TokenAndWorkflows } from '../../github/workflows/read-workflows.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Door } from '../ask.ts'
import type { ClusterAccess } from '../ports.ts'
import type { Seen } from './item.ts'
import type { LockLook } from './lock-facts.ts'

/** Everything that is known of a repository and a token, before anything is judged. */
export interface DoctorFacts {
  readonly door: Door
  /** Page of the repository. */
  readonly page: string
  readonly settings: RepositorySettings
  readonly policy: Seen<Policy>
  readonly workflows: Seen<TokenAndWorkflows>
  /** Whether what a permission is about may be read. */
  readonly reads: ReadonlyMap<ProbedPermission, Seen<boolean>>
  readonly environments: Seen<readonly EnvironmentSetup[]>
  /** Names and patterns of refs, of the environments that have some. */
  readonly environmentRefs: ReadonlyMap<string, Seen<readonly string[]>>
  readonly secrets: Seen<SecretNames>
  readonly trunk: Seen<TrunkRules>
  /** Undefined: the policy could not be read, or keeps no locks. */
  readonly locks: LockLook | undefined
  /** Undefined: not looked at. */
  readonly cluster: Seen<ClusterAccess> | undefined
}
