import { deployPre } from './index.js'

await deployPre()
