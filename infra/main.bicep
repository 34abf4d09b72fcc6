// Everything the export service needs in Azure, in one resource group. No key and no secret passes through here:
// the app signs in with its own identity, and the storage accounts refuse shared keys.
targetScope = 'resourceGroup'

@description('Short name of the environment: part of every resource name.')
@minLength(2)
@maxLength(10)
param environmentName string

@description('Region of all resources; it must offer Flex Consumption.')
param location string = resourceGroup().location

@description('Where alerts are sent.')
param alertEmail string

@description('Settings of the app that are not secrets, such as ProjectExports__Retention.')
param appSettings object = {}

@description('Monthly budget in the currency of the subscription; 0 creates none.')
param monthlyBudget int = 0

@description('First day of the month from which the budget counts.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Set in production: the group cannot be deleted by mistake.')
param lockResources bool = false

@description('Set in production: storage is reachable through private endpoints only.')
param privateNetwork bool = false

var suffix = uniqueString(resourceGroup().id, environmentName)
var tags = {
  application: 'exports'
  environment: environmentName
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-exports-${environmentName}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: 'exports-${environmentName}'
    location: location
    tags: tags
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: 'vnet-exports-${environmentName}'
    location: location
    tags: tags
  }
}

// The runtime's account (host locks, durable task hub, deployments) and the product's account are separate: their load,
// their access and their retention differ, and a throttled task hub must not slow down downloads.
module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  params: {
    name: take('sthost${suffix}', 24)
    location: location
    tags: tags
    containers: [
      'deployments'
    ]
    privateSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
    virtualNetworkId: privateNetwork ? network!.outputs.id : ''
    logAnalyticsId: monitoring.outputs.workspaceId
  }
}

module dataStorage 'modules/storage.bicep' = {
  name: 'data-storage'
  params: {
    name: take('stdata${suffix}', 24)
    location: location
    tags: tags
    containers: []
    privateSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
    virtualNetworkId: privateNetwork ? network!.outputs.id : ''
    logAnalyticsId: monitoring.outputs.workspaceId
  }
  // One after the other: both write the private DNS zones that they share.
  dependsOn: [
    hostStorage
  ]
}

module archiveLifecycle 'modules/archive-lifecycle.bicep' = {
  name: 'archive-lifecycle'
  params: {
    storageName: dataStorage.outputs.name
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    principalId: identity.outputs.principalId
    hostStorageName: hostStorage.outputs.name
    dataStorageName: dataStorage.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

module app 'modules/function-app.bicep' = {
  name: 'app'
  params: {
    name: 'func-exports-${environmentName}-${suffix}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorageName: hostStorage.outputs.name
    dataStorageName: dataStorage.outputs.name
    applicationInsightsConnectionString: monitoring.outputs.applicationInsightsConnectionString
    logAnalyticsId: monitoring.outputs.workspaceId
    integrationSubnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    // Clients download from the storage itself, where they can reach it.
    settings: union({
      ProjectExports__DownloadRedirect: privateNetwork ? 'false' : 'true'
    }, appSettings)
  }
  dependsOn: [
    roles
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: 'exports-${environmentName}'
    location: location
    tags: tags
    email: alertEmail
    functionAppId: app.outputs.id
    storageIds: [
      hostStorage.outputs.id
      dataStorage.outputs.id
    ]
    hostStorageId: hostStorage.outputs.id
    applicationInsightsId: monitoring.outputs.applicationInsightsId
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  params: {
    name: 'exports-${environmentName}'
    amount: monthlyBudget
    start: budgetStart
    email: alertEmail
  }
}

resource groupLock 'Microsoft.Authorization/locks@2020-05-01' = if (lockResources) {
  name: 'exports-do-not-delete'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds exported archives and the state of running jobs.'
  }
}

output functionAppName string = app.outputs.name
output baseUrl string = 'https://${app.outputs.hostName}'
