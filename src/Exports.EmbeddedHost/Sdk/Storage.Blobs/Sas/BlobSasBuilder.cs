#nullable disable

namespace Azure.Storage.Sas;

/// <summary>What a signed URL says. This host signs those that read one blob.</summary>
public class BlobSasBuilder
{
    public BlobSasBuilder()
    {
    }

    public BlobSasBuilder(BlobSasPermissions permissions, DateTimeOffset expiresOn)
    {
        ExpiresOn = expiresOn;
        SetPermissions(permissions);
    }

    public string BlobContainerName { get; set; }

    public string BlobName { get; set; }

    public string CacheControl { get; set; }

    public string ContentDisposition { get; set; }

    public string ContentEncoding { get; set; }

    public string ContentLanguage { get; set; }

    public string ContentType { get; set; }

    public DateTimeOffset ExpiresOn { get; set; }

    /// <summary><c>b</c> for one blob.</summary>
    public string Resource { get; set; }

    public DateTimeOffset StartsOn { get; set; }

    public string Permissions { get; private set; }

    public void SetPermissions(BlobSasPermissions permissions)
    {
        const BlobSasPermissions known =
            BlobSasPermissions.Read | BlobSasPermissions.Create | BlobSasPermissions.Write | BlobSasPermissions.Delete;
        if ((permissions & ~known) != 0)
        {
            throw new NotSupportedException("Only read, create, write and delete permissions are declared here.");
        }

        Permissions = string.Concat(
            permissions.HasFlag(BlobSasPermissions.Read) ? "r" : "",
            permissions.HasFlag(BlobSasPermissions.Create) ? "c" : "",
            permissions.HasFlag(BlobSasPermissions.Write) ? "w" : "",
            permissions.HasFlag(BlobSasPermissions.Delete) ? "d" : "");
    }
}
