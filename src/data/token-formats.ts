/** The shape of a credential as its provider publishes it. Every pattern is linear: no nested repetition. */
export interface TokenFormat {
  readonly name: string;
  readonly pattern: RegExp;
  readonly source: string;
}

export const asOf = '2026-11-20';

export const TOKEN_FORMATS: readonly TokenFormat[] = [
  {
    name: 'aws-access-key',
    pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
  },
  {
    name: 'github-token',
    pattern: /\bgh[pousr]_[A-Za-z0-9]{30,251}\b|\bgithub_pat_[A-Za-z0-9_]{60,255}\b/,
    source:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
  },
  {
    name: 'gitlab-token',
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-[A-Za-z0-9_-]{20,64}\b/,
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  },
  { name: 'slack-token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}\b/, source: 'https://docs.slack.dev/authentication/tokens/' },
  {
    name: 'slack-webhook',
    pattern: /\bhooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9_/]{20,100}/,
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  },
  { name: 'stripe-key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,250}\b/, source: 'https://docs.stripe.com/keys' },
  {
    name: 'npm-token',
    pattern: /\bnpm_[A-Za-z0-9]{36}\b/,
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
  },
  { name: 'pypi-token', pattern: /\bpypi-[A-Za-z0-9_-]{50,250}\b/, source: 'https://docs.pypi.org/api/secrets/' },
  { name: 'docker-token', pattern: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{24,64}\b/, source: 'https://docs.docker.com/security/access-tokens/' },
  {
    name: 'google-api-key',
    pattern: /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
    source: 'https://cloud.google.com/docs/authentication/api-keys',
  },
  {
    name: 'sendgrid-key',
    pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,60}\b/,
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  },
  {
    name: 'private-key',
    pattern: /-----BEGIN (?:[A-Z]+ )?(?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----/,
    source: 'https://www.rfc-editor.org/rfc/rfc7468',
  },
  {
    name: 'json-web-token',
    pattern: /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/,
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
  },
];
