// For `node_modules/.bin/depcruise`, such as its graphs; script/lint checks the same rules by script/architecture.ts.
import { RULES } from './script/architecture/rules.ts'

export default {
  forbidden: RULES,
  options: { parser: 'swc', tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
}
