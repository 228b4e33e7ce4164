using Microsoft.AspNetCore.Authorization;
using Portal.Learning.Reports;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>Who began a module, did not pass it and did not come back for four weeks: by name, for who may see names.</summary>
[Authorize(Rights.Office)]
internal sealed class GestoptModel(ReportTools tools, DueTools due) : DueListPage(tools, due)
{
    public override DueKind Kind => DueKind.Stuck;
}
