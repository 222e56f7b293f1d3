import type { DoctorAnswer, DoctorItem } from '../answer/doctor.ts'
import type { Ask } from '../ask.ts'
import type { DoctorCommand } from '../command.ts'
import { clusterItems } from '../doctor/cluster-items.ts'
import { environmentItems } from '../doctor/environment-items.ts'
import type { DoctorFacts } from '../doctor/facts.ts'
import { isUnread } from '../doctor/item.ts'
import { lockItems } from '../doctor/lock-items.ts'
import { policyItems } from '../doctor/policy-items.ts'
import { readDoctorFacts } from '../doctor/read-facts.ts'
import { secretItems } from '../doctor/secret-items.ts'
import { serverItems } from '../doctor/server-items.ts'
import { tokenItems } from '../doctor/token-items.ts'
import { trunkItems } from '../doctor/trunk-items.ts'
import { wayInItems, wayInOf } from '../doctor/way-in-items.ts'
import { workflowItems } from '../doctor/workflow-items.ts'
import type { DoctorPorts } from '../ports.ts'

/**
 * How a repository is set up for deployments, and what is wrong with it. Writes nothing, but for the ref that `--probe` creates
 * and deletes. Throws a `UserError` where not even the repository can be read.
 */
export async function doctor(ask: Ask<DoctorCommand>, ports: DoctorPorts): Promise<DoctorAnswer> {
  return doctorAnswer(await readDoctorFacts(ask, ports))
}

/** Judges what was read. */
export function doctorAnswer(facts: DoctorFacts): DoctorAnswer {
  const { settings, workflows } = facts
  const items: readonly DoctorItem[] = [
    ...policyItems(facts).filter(({ area }) => area === 'repository'),
    ...serverItems(facts),
    ...policyItems(facts).filter(({ area }) => area !== 'repository'),
    ...wayInItems(facts),
    ...workflowItems(facts),
    ...tokenItems(facts),
    ...environmentItems(facts),
    ...secretItems(facts),
    ...trunkItems(facts),
    ...lockItems(facts),
    ...clusterItems(facts),
  ]
  // Names of secrets, reviewers and what is not guarded are for those who set things up.
  const isShown = facts.door === 'terminal' || !settings.isPublic
  const count = (state: DoctorItem['state']) => items.filter(one => one.state === state).length
  return {
    schema: 1,
    code: codeOf(items),
    ...{ repository: settings.name, branch: settings.branch, server: settings.server ?? null },
    wayIn: workflows.isRead ? wayInOf(workflows.value.branch) : null,
    isShown,
    counts: { stops: count('stops'), warning: count('warning'), unknown: count('unknown') },
    items: isShown ? items : [],
  }
}

function codeOf(items: readonly DoctorItem[]): DoctorAnswer['code'] {
  const has = (state: DoctorItem['state']) => items.some(one => one.state === state)
  if (has('stops')) return 'doctor-stops'
  if (items.some(isUnread)) return 'doctor-unknown'
  return has('warning') ? 'doctor-warns' : 'doctor-good'
}
