import type { Outcome } from '../domain/deployment/ending.ts'

/** How an ending is announced, in summaries and messages. */
export const ENDING_TITLES: Readonly<Record<Outcome, string>> = {
  success: '✅ Deployed',
  refused: '⛔ Refused',
  failed: '❌ Failed',
  superseded: '⏭️ Superseded',
  cancelled: '✋ Cancelled',
  error: '🛠️ Error',
}
