using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Paging;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Tests.Shared.Paging;

public class PageRequestTests
{
    [Theory]
    [InlineData("", 1, 20)]
    [InlineData("?page=3&per_page=7", 3, 7)]
    [InlineData("?per_page=1000", 1, 100)]
    public void From_Query_ReadsPageAndSize(string query, int page, int perPage) =>
        Assert.Equal(new PageRequest(page, perPage), PageRequest.From(Request(query)));

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?page=-1")]
    [InlineData("?per_page=x")]
    [InlineData("?page=99999999999")]
    public void From_NoPositiveNumber_IsABadRequest(string query) =>
        Assert.Equal(400, Assert.Throws<ApiException>(() => PageRequest.From(Request(query))).Status);

    [Fact]
    public void Write_MiddlePage_LinksItsNeighboursAndKeepsOtherParameters()
    {
        var request = Request("?page=2&per_page=10&search=x%20y");

        PageHeaders.Write(request.HttpContext.Response, new PageRequest(2, 10), new(HasNext: true, Total: 35, NextToken: null));

        var headers = request.HttpContext.Response.Headers;
        Assert.Equal("2", headers["X-Page"]);
        Assert.Equal("3", headers["X-Next-Page"]);
        Assert.Equal("1", headers["X-Prev-Page"]);
        Assert.Equal("35", headers["X-Total"]);
        Assert.Equal("4", headers["X-Total-Pages"]);
        Assert.Contains("<https://example.test/api/v4/projects?search=x%20y&page=3&per_page=10>; rel=\"next\"", headers.Link.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TooManyToCount_LeavesTheTotalOut()
    {
        var request = Request("");

        PageHeaders.Write(request.HttpContext.Response, new PageRequest(1, 20), new(HasNext: true, Total: null, NextToken: "t"));

        Assert.False(request.HttpContext.Response.Headers.ContainsKey("X-Total"));
        Assert.DoesNotContain("last", request.HttpContext.Response.Headers.Link.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ByToken_LinksTheNextPageAlone()
    {
        var request = Request("?pagination=keyset&page_token=t1&per_page=10&order_by=id");

        PageHeaders.Write(request.HttpContext.Response, PageRequest.From(request), new(HasNext: true, Total: null, NextToken: "t2"));

        var headers = request.HttpContext.Response.Headers;
        Assert.Equal(
            "<https://example.test/api/v4/projects?order_by=id&pagination=keyset&page_token=t2&per_page=10>; rel=\"next\"",
            headers.Link.ToString());
        Assert.False(headers.ContainsKey("X-Page"));
    }

    [Fact]
    public void Write_LastPageByToken_LinksNothing()
    {
        var request = Request("?pagination=keyset");

        PageHeaders.Write(request.HttpContext.Response, PageRequest.From(request), new(HasNext: false, Total: null, NextToken: null));

        Assert.False(request.HttpContext.Response.Headers.ContainsKey("Link"));
    }

    [Theory]
    [InlineData("?pagination=keyset", true, null)]
    [InlineData("?page_token=t", true, "t")]
    [InlineData("?pagination=legacy", false, null)]
    [InlineData("?pagination=offset&page=2", false, null)]
    public void From_Pagination_IsByTokenOrByNumber(string query, bool isKeyset, string? token)
    {
        var page = PageRequest.From(Request(query));

        Assert.Equal((isKeyset, token), (page.IsKeyset, page.Token));
    }

    [Theory]
    [InlineData("?page=100&per_page=100", true)]
    [InlineData("?page=101&per_page=100", false)]
    [InlineData("?page=500", true)]
    [InlineData("?page=501", false)]
    [InlineData("?page=2147483647&per_page=100", false)]
    public void From_Page_ReachesTenThousandRowsDeep(string query, bool accepted)
    {
        var failure = Record.Exception(() => PageRequest.From(Request(query)));

        Assert.Equal(accepted ? null : 405, (failure as ApiException)?.Status);
    }

    private static HttpRequest Request(string query)
    {
        var http = new DefaultHttpContext();
        http.Request.Scheme = "https";
        http.Request.Host = new HostString("example.test");
        http.Request.Path = "/api/v4/projects";
        http.Request.QueryString = new QueryString(query);
        return http.Request;
    }
}
