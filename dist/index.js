// src/index.ts
/**
* The bundle behind every action: one export an entry, each loaded only when it is called. The entries in `dist/`
* call one of them.
*/
async function deploy() {
	const { main } = await import("./chunks/actions-deploy-main.js");
	await main();
}
async function deployPre() {
	const { pre } = await import("./chunks/actions-deploy-pre.js");
	await pre();
}
async function deployPost() {
	const { post } = await import("./chunks/actions-deploy-post.js");
	await post();
}
async function build() {
	const { main } = await import("./chunks/actions-build-main.js");
	await main();
}
async function buildPost() {
	const { post } = await import("./chunks/actions-build-post.js");
	await post();
}
async function notifyStale() {
	const { main } = await import("./chunks/actions-notify-stale-main.js");
	await main();
}

export { build, buildPost, deploy, deployPost, deployPre, notifyStale };