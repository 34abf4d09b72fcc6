// A safety net below the app's own retention (24 hours by default, see ProjectExports__Retention): what the app should have
// deleted and did not. A pinned archive is the one kind that lives long, so the last rule is the longest life of a pin.
param storageName string

@description('After this many days an archive that is still there is a pinned one and moves to the cool tier.')
param coolAfterDays int = 7

@description('The longest life of a pinned archive.')
param deleteAfterDays int = 365

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource policy 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'archives'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
              ]
              prefixMatch: [
                'project-exports/'
              ]
            }
            actions: {
              baseBlob: {
                tierToCool: {
                  daysAfterModificationGreaterThan: coolAfterDays
                }
                delete: {
                  daysAfterModificationGreaterThan: deleteAfterDays
                }
              }
            }
          }
        }
      ]
    }
  }
}
