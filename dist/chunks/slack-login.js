import { o as UserError } from "./runner-step-process.js";
import { n as isSecureUrl } from "./net-secure-url.js";

// src/slack/login.ts
/** The login from an action's inputs `slack-token` and `slack-api-url`; undefined without a token. Throws `input-invalid`. */
function slackLogin(token, apiUrl) {
	if (token === "") return void 0;
	if (!URL.canParse(apiUrl) || !isSecureUrl(new URL(apiUrl))) throw new UserError("input-invalid", `Input "slack-api-url" is "${apiUrl}"; it must be an https address`);
	return {
		token,
		apiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/`
	};
}

export { slackLogin as t };