// Copy to <environment>.bicepparam. Nothing secret belongs here: only a token's SHA-256 is a setting, never the token.
using 'main.bicep'

param environmentName = 'dev'
param alertEmail = 'exports-team@example.org'
param monthlyBudget = 100
param lockResources = false
param privateNetwork = false
param appSettings = {
  ProjectExports__Retention: '1.00:00:00'
  Authentication__Tokens__0__Name: 'first-client'
  // printf %s "$TOKEN" | sha256sum
  Authentication__Tokens__0__Hash: '0000000000000000000000000000000000000000000000000000000000000000'
  Authentication__Tokens__0__Scope: 'api'
}
