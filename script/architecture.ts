import { checkArchitecture } from './architecture/check.ts'
import { RULES } from './architecture/rules.ts'
import { runScript } from './setup/main.ts'
import { root } from './setup/places.ts'

/** `script/node script/architecture.ts`: holds src/ against script/architecture/rules.ts, one line a violation. */
await runScript(async () => {
  const { violations } = await checkArchitecture(root)
  for (const violation of violations) {
    const comment = RULES.find(({ name }) => name !== undefined && violation.startsWith(`${name}: `))?.comment
    console.error(comment === undefined ? violation : `${violation} (${comment})`)
  }
  return violations.length === 0 ? 0 : 1
})
