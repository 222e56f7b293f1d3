import { groupOf, isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import { RUN_ANNOTATION, runOf } from '../kinds/annotations.ts'
import type { Manifest } from './manifest.ts'

/** How long the Job of such a run is kept where its template does not say: long enough to be looked at. */
const KEPT_SECONDS = 86_400

/** As long as a name may be, less a dash and the suffix. */
const LONGEST_PREFIX = 57

/** The manifest, and for a CronJob that wants a run with the deployment the Job of this run, as `kubectl create job --from` makes it. */
export function withRun(manifest: Manifest, suffix: () => string): readonly Manifest[] {
  const { object } = manifest
  const isCronJob = object.kind === 'CronJob' && groupOf(object.apiVersion) === 'batch'
  const template = mappingAt(object, 'spec', 'jobTemplate')
  if (!isCronJob || runOf(object) === undefined || template === undefined) return [manifest]
  return [manifest, { ...manifest, object: jobOf(object, template, suffix()) }]
}

function jobOf(cronJob: KubeObject, template: Readonly<Record<string, unknown>>, suffix: string): KubeObject {
  const { name, namespace } = cronJob.metadata
  const metadata = mappingAt(template, 'metadata') ?? {}
  const annotations = {
    ...(isMapping(metadata.annotations) ? metadata.annotations : {}),
    'cronjob.kubernetes.io/instantiate': 'manual',
    [RUN_ANNOTATION]: cronJob.metadata.annotations?.[RUN_ANNOTATION],
  }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      ...{ ...metadata, annotations, name: `${name.slice(0, LONGEST_PREFIX)}-${suffix}` },
      ...(namespace === undefined ? {} : { namespace }),
    } as KubeObject['metadata'],
    spec: { ttlSecondsAfterFinished: KEPT_SECONDS, ...mappingAt(template, 'spec') },
  }
}
