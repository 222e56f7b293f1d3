import { CONTAINER_CAUSES } from './container-causes.ts'
import { OBJECT_CAUSES } from './object-causes.ts'
import { POD_CAUSES } from './pod-causes.ts'

/** Every reason why a rollout is not complete, by its stable code. A new code is one row of a table, and its recogniser. */
export const CAUSES = { ...CONTAINER_CAUSES, ...POD_CAUSES, ...OBJECT_CAUSES } as const

export type CauseCode = keyof typeof CAUSES
