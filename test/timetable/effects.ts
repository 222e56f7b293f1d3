import { canary } from './effects/canary.ts'
import { production } from './effects/production.ts'
import { staging } from './effects/staging.ts'
import type { EffectRow } from './rows.ts'

/** All that is to be seen in Slack, channel by channel. */
export const effects: readonly EffectRow[] = [...staging, ...canary, ...production]
