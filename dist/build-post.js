import { buildPost } from './index.js'

await buildPost()
