import { OCTOBER19 } from './events/october-19.ts'
import { OCTOBER22 } from './events/october-22.ts'
import { october26 } from './events/october-26.ts'
import type { EventRow } from './rows.ts'

/** What happens, in order. A row at the time of a scan happens before it. */
export const events: readonly EventRow[] = [...OCTOBER19, ...OCTOBER22, ...october26]
