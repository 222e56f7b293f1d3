import { reconcile } from './index.js'

await reconcile()
