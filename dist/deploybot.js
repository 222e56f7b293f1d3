import { deploybot } from './index.js'

await deploybot()
