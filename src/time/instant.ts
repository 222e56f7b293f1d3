/** Milliseconds since the epoch, as `Clock.now()` gives them; GitHub's own times are whole seconds. */
export type Instant = number
