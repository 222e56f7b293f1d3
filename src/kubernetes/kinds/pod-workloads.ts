import { groupOf, type KubeObject } from '../api/objects.ts'
import { followedKindOf } from './followed-kinds.ts'

/** Where the built-in kinds that are not followed keep a pod template. A CronJob runs nothing when it is applied. */
const OTHER_POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  '/PodTemplate': ['template'],
}

/** The path of the object's pod template, or undefined if its kind is not built-in or has none. */
export function podTemplatePath(object: KubeObject): readonly string[] | undefined {
  return followedKindOf(object)?.podTemplate ?? OTHER_POD_TEMPLATES[`${groupOf(object.apiVersion)}/${object.kind}`]
}
