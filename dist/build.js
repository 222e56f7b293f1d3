import { build } from './index.js'

await build()
