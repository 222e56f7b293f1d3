import { readPolicyText } from '../../github/contents.ts'
import { type EnvironmentSetup, readEnvironmentRefs, readEnvironments } from '../../github/setup/environments.ts'
import { mayRead, type ProbedPermission } from '../../github/setup/permission-probes.ts'
import { readRepositorySettings } from '../../github/setup/repository-settings.ts'
import { readSecretNames } from '../../github/setup/secret-names.ts'
import { readTrunkRules } from '../../github/setup/trunk-rules.ts'
import { readTokenAndWorkflows } from '../../github/workflows/read-workflows.ts'
import { type Policy, parsePolicy } from '../../policy/policy.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import type { Ask } from '../ask.ts'
import type { DoctorCommand } from '../command.ts'
import { refuseSharedLock } from '../permission.ts'
import type { DoctorPorts } from '../ports.ts'
import type { DoctorFacts } from './facts.ts'
import { type Seen, seen } from './item.ts'
import { readLockLook } from './lock-facts.ts'

const PERMISSIONS: readonly ProbedPermission[] = [
  ...(['contents', 'checks', 'statuses', 'actions', 'deployments', 'issues'] as const),
]

/** Reads everything that the set-up is judged by. Throws a `UserError` where not even the repository can be read. */
export async function readDoctorFacts(
  { command: { probe }, door, actor }: Pick<Ask<DoctorCommand>, 'command' | 'door' | 'actor'>,
  ports: DoctorPorts,
): Promise<DoctorFacts> {
  const { github, page, cluster } = ports
  // What is wrong with the token is said at once, and not of each part.
  const settings = await readRepositorySettings(github)
  const [policy, environments] = await Promise.all([
    seen(async () => parsePolicy(await readPolicyText(github), { repository: github.repository.repo })),
    seen(() => readEnvironments(github)),
  ])
  const keptIn = policy.isRead ? policy.value.locks.repository : undefined
  // As for a lock: at a terminal the token is the person's own, and GitHub judges it.
  if (probe && keptIn !== undefined && door !== 'terminal') await refuseSharedLock(github, actor.login, keptIn)
  const [workflows, reads, environmentRefs, secrets, trunk, locks, access] = await Promise.all([
    seen(() => readTokenAndWorkflows(ports)),
    readPermissions(ports, settings.branch),
    readRefs(ports, policy, environments),
    seen(() => readSecretNames(github, environmentsFor(policy, environments))),
    seen(() => readTrunkRules(github, settings.branch)),
    policy.isRead ? readLockLook(ports, policy.value.locks, probe) : undefined,
    cluster === undefined ? undefined : seen(cluster),
  ])
  const read = { settings, policy, workflows, reads, environments, environmentRefs, secrets, trunk, locks }
  return { ...read, door, page, cluster: access }
}

async function readPermissions({ github }: DoctorPorts, branch: string): Promise<DoctorFacts['reads']> {
  const read = await Promise.all(
    PERMISSIONS.map(async one => [one, await seen(() => mayRead(github, one, branch))] as const),
  )
  return new Map(read)
}

/** As the policy spells it, with how GitHub does. */
function inBoth(
  policy: Seen<Policy>,
  environments: Seen<readonly EnvironmentSetup[]>,
): readonly { readonly name: string; readonly setup: EnvironmentSetup | undefined }[] {
  if (!policy.isRead) return []
  return policy.value.environments.flatMap(
    ({ name }): readonly { name: string; setup: EnvironmentSetup | undefined }[] => {
      if (!environments.isRead) return [{ name, setup: undefined }]
      const setup = environments.value.find(one => canonicalName(one.name) === canonicalName(name))
      return setup === undefined ? [] : [{ name, setup }]
    },
  )
}

function environmentsFor(policy: Seen<Policy>, environments: Seen<readonly EnvironmentSetup[]>): readonly string[] {
  // One that is not there has no secrets, and asking for them would be an error.
  return inBoth(policy, environments).map(({ name }) => name)
}

async function readRefs(
  { github }: DoctorPorts,
  policy: Seen<Policy>,
  environments: Seen<readonly EnvironmentSetup[]>,
): Promise<DoctorFacts['environmentRefs']> {
  const read = new Map<string, Seen<readonly string[]>>()
  for (const { name, setup } of inBoth(policy, environments)) {
    if (setup?.refs === 'named') read.set(name, await seen(() => readEnvironmentRefs(github, setup.name)))
  }
  return read
}
