import { c as UserError } from "./time-system-clock.js";
import { n as isSecureUrl } from "./net-secure-url.js";
import { i as withoutUserInfo } from "./secrets-masks.js";

// src/slack/login.ts
/** The login from an action's inputs `slack-token` and `slack-api-url`; undefined without a token. Throws `input-invalid`. */
function slackLogin(token, apiUrl) {
	if (token === "") return void 0;
	if (!URL.canParse(apiUrl) || !isSecureUrl(new URL(apiUrl))) throw new UserError("input-invalid", `Input "slack-api-url" is "${withoutUserInfo(apiUrl)}"; it must be an https address`);
	const { username, password } = new URL(apiUrl);
	if (username !== "" || password !== "") throw new UserError("input-invalid", "Input \"slack-api-url\" holds a user or a password; give the address without");
	return {
		token,
		apiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`
	};
}

export { slackLogin as t };