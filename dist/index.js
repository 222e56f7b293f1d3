// src/index.ts
/**
* The bundle behind every action: one export an entry, each loaded only when it is called. The entries in `dist/`
* call one of them.
*/
async function deploy() {
	await (await import("./chunks/actions-deploy-main.js")).deploy();
}
async function deployPre() {
	await (await import("./chunks/actions-deploy-pre.js")).deployPre();
}
async function deployPost() {
	await (await import("./chunks/actions-deploy-post.js")).deployPost();
}
async function build() {
	await (await import("./chunks/actions-build-main.js")).build();
}
async function buildPost() {
	await (await import("./chunks/actions-build-post.js")).buildPost();
}
async function reconcile() {
	await (await import("./chunks/actions-reconcile-main.js")).reconcileDeployments();
}
async function notifyStale() {
	await (await import("./chunks/actions-notify-stale-main.js")).notifyStale();
}

export { build, buildPost, deploy, deployPost, deployPre, notifyStale, reconcile };