import { checkArchitecture } from './architecture/check.ts'
import { KNOWN } from './architecture/known.ts'
import { RULES } from './architecture/rules.ts'
import { runScript } from './setup/main.ts'
import { root } from './setup/places.ts'

/** `script/node script/architecture.ts`: holds src/ against script/architecture/rules.ts, one line a violation. */
await runScript(async () => {
  const { violations } = await checkArchitecture(root)
  for (const violation of violations.filter(line => !KNOWN.includes(line))) {
    const comment = RULES.find(({ name }) => name !== undefined && violation.startsWith(`${name}: `))?.comment
    console.error(comment === undefined ? violation : `${violation} (${comment})`)
  }
  for (const gone of KNOWN.filter(line => !violations.includes(line))) console.error(`known, but not there: ${gone}`)
  return violations.length === KNOWN.length && violations.every(line => KNOWN.includes(line)) ? 0 : 1
})
