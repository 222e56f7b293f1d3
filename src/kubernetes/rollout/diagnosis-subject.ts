import { mappingAt, mappingsIn } from '../api/objects.ts'
import type { DiagnosisSubject } from '../diagnosis/diagnose.ts'
import type { Tolerance } from '../diagnosis/tolerance.ts'
import type { RolloutTarget, WorkloadFacts } from '../kinds/followed-kind.ts'
import type { RolloutState } from '../kinds/judge-rollout.ts'

/** `Deployment/web` */
export function objectOf({ kind, name }: RolloutTarget): string {
  return `${kind.kind}/${name}`
}

/** What the diagnosis reads. Before the controller has seen what was applied, pods and deadline are about something else. */
export function subjectOf(
  target: RolloutTarget,
  facts: WorkloadFacts,
  { observed }: RolloutState,
  tolerance: Tolerance,
): DiagnosisSubject {
  const { kind, namespace } = target
  return {
    object: objectOf(target),
    namespace,
    pods: observed ? facts.pods : [],
    events: facts.events,
    ownContainers: ownContainers(target),
    // Where the workload itself says how many crashes are too many, no number of them is fatal here.
    tolerance: kind.countsCrashes === true ? { ...tolerance, fatalCrash: Number.POSITIVE_INFINITY } : tolerance,
    appliedAt: target.at,
    symptoms: kind.symptoms(target, facts, observed),
    deadline: observed ? kind.deadline?.(target, facts) : undefined,
  }
}

function ownContainers({ kind, object }: RolloutTarget): ReadonlySet<string> | undefined {
  if (kind.podTemplate === undefined) return undefined
  const spec = mappingAt(object, ...kind.podTemplate, 'spec')
  if (spec === undefined) return undefined
  return new Set([...mappingsIn(spec.initContainers), ...mappingsIn(spec.containers)].map(({ name }) => String(name)))
}
